"""The window of one draft: its menus, commands, steps, problems, exports and printing."""
