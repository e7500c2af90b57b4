"""The pages of the rail: each knows one concept, none knows another."""
