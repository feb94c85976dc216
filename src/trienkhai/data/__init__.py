"""Vocabularies and sample texts, as files; see README.md beside this file for their sources."""
