"""Agreeing with other agencies on the results that both plans have."""
