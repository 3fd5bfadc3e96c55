"""The week as a manager reads it: seven questions, in the terminal and as one page."""
