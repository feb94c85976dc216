"""Parts become an official document on paper: `render_docx` and `render_pdf` of a `paper.Paper`."""
