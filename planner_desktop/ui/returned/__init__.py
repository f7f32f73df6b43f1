"""What the strategy office says of a plan, in the window of its draft: its remarks, walked one by one."""
