"""How an older file becomes today's, step by step; alembic driven from code."""
