"""A lecture as one web page: its slides as SVG, with steps, notes, an overview and where every figure comes from."""
