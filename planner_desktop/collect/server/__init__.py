"""A collection kept on a PostgreSQL server, where several decide at once; each PC has all of it, too. An extra."""
