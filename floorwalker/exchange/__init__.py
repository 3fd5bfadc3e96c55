"""Knowledge from and to elsewhere: HSDS 3, CPSV-AP 3, KLE lists, articles, tables, workbooks."""
