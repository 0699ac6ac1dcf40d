"""LaTeX to every surface: MathML, PowerPoint's own equations, vector outlines. One source string for all."""
