from scripts.words import page

WRITTEN = {"docs/sentences.md": lambda text: page.sentences(), "docs/glossary.md": page.glossary}

for name, write in WRITTEN.items():
    file = page.ROOT / name
    file.write_text(write(file.read_text(encoding="utf-8") if file.exists() else ""), encoding="utf-8")
