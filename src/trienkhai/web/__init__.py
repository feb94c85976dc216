"""The office: Django from here on."""
