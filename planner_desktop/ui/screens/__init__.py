"""Screens of sections: a widget for each kind of part that a form pack knows."""
