"""How files with markup are written: tags, character references and white space, with their offsets."""
