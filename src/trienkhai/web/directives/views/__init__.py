"""The pages of directives and duties; one file per subject."""
