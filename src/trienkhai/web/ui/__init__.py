"""The look of the office: templates, styles, drawings and the words of small things. Imports no other folder."""
