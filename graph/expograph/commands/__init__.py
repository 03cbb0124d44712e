"""The commands that have a room of their own: each reads its arguments and calls the rooms."""
