"""The look of the office: templates, styles, drawings, words of small things. Imports no other folder."""
