"""The strategy office's desk on the screen: the board of all agencies, and what is decided on one of them."""
