"""The window: start page, wizard, and editors generated from the form pack. The only package that knows Qt."""
