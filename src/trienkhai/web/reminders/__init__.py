"""Letters that remind units of what is overdue; drafted from the duties' days, signed and sent like any dispatch."""
