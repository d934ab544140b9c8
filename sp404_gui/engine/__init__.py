"""The batch engine: takes a job through its stages, and says what happens as events. Plain asyncio."""
