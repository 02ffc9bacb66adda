"""What the days that were counted say of a feature: how each number was measured, and where it lies; pure."""
