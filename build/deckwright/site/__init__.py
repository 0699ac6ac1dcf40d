"""The course as static pages: an index, each lecture as a page, hand-outs, the glossary."""
