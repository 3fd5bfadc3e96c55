"""Knowledge from and to other directories: HSDS 3 (Open Referral) and CPSV-AP 3."""
