"""What the city publishes for an edition: signed catalogues, and the keys that they are signed with."""
