"""Pure rules and words of the field: no Qt, no SQL, no clock; today is always an argument."""
