"""Pictures of figures, drawn in the colours of a brand: the same SVG for pages of a portal, reports and paper."""
