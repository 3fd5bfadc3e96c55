"""The week's files: written by `export`, put together by `merge`."""
