"""The week: figures and files made from encounters alone."""
