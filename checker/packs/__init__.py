"""Language packs and their rules: where they lie, what their YAML may say."""
