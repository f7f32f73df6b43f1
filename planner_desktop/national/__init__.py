"""Plans of many collections together, beyond what SQLite is for: Parquet, DuckDB, PostgreSQL. An extra."""
