"""Components, base pages, design tokens, icons, fonts. Knows no model, no address, no permission."""
