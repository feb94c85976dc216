"""The sample office: a real story, built through the same actions people use."""
