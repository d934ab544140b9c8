import json

from sp404_gui.llm.account import parse_key_info, parse_models


def test_a_key_page_gives_money_and_free_calls_left() -> None:
    info = parse_key_info(
        b'{"data":{"limit":null,"limit_remaining":74.5,"usage":"25.5","is_free_tier":true,"free_model_daily_requests":{"used":3,"limit":50,"remaining":47}}}'
    )
    assert info is not None
    assert (info.limit_usd, info.limit_remaining_usd, info.usage_usd, info.is_free_tier) == (None, 74.5, 25.5, True)
    assert (info.free_calls_used, info.free_calls_limit, info.free_calls_remaining) == (3, 50, 47)


def test_pages_of_other_servers_are_no_answer() -> None:
    for page in (b"<html>", b"{}", b'{"data": 5}', b"[" * 90_000, b""):
        assert parse_key_info(page) is None
        assert parse_models(page) is None


def test_a_model_list_keeps_what_is_known_and_survives_broken_entries() -> None:
    models = parse_models(
        json.dumps(
            {
                "data": [
                    {
                        "id": "maker/ears",
                        "name": "Ears",
                        "context_length": 8192,
                        "architecture": {"input_modalities": ["text", "audio"]},
                        "pricing": {"prompt": "0.000001", "completion": "0", "request": "0.01", "audio": "0.00004"},
                        "top_provider": {"max_completion_tokens": 4096},
                        "supported_parameters": ["structured_outputs", "reasoning"],
                        "expiration_date": "2026-12-31",
                    },
                    {"id": "llama3", "pricing": "free", "context_length": "long", "top_provider": [], "expiration_date": 7},
                    {"name": "no id"},
                    7,
                ]
            }
        ).encode()
    )
    assert models is not None
    ears, llama = models
    assert (ears.inputs, ears.prompt_usd, ears.completion_usd, ears.context_tokens, ears.supports_schema) == (
        ("text", "audio"),
        1e-6,
        0,
        8192,
        True,
    )
    assert (llama.id, llama.name, llama.prompt_usd, llama.supports_schema) == ("llama3", "llama3", None, None)
    assert (ears.request_usd, ears.audio_usd, ears.max_completion_tokens, ears.expires) == (0.01, 4e-5, 4096, "2026-12-31")
    assert (ears.supports_json_object, ears.supports_reasoning) == (False, True)
    assert (llama.request_usd, llama.audio_usd, llama.max_completion_tokens, llama.expires) == (None, None, None, None)
    assert (llama.supports_json_object, llama.supports_reasoning) == (None, None)
