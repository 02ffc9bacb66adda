"""What may be of the catalogue, in plain Python: lengths, and who makes models."""

MODEL_LENGTH = 100
VERSION_LENGTH = 40

# Who makes the models it sells; everybody else resells, and comes second in a search.
MAKERS = (
    *("anthropic", "cohere", "cursor", "deepseek", "elevenlabs", "google", "meta", "minimax", "mistral"),
    *("moonshotai", "openai", "voyageai", "x-ai", "zai"),
)
