"""What the chat server says of a key and of its models."""

from typing import Any

from tests.fakes.replies import MODEL

KEY = {
    "data": {
        "label": "fake",
        "limit": 10,
        "limit_remaining": 7.5,
        "limit_reset": None,
        "usage": 2.5,
        "usage_daily": 0.5,
        "usage_weekly": 1.5,
        "usage_monthly": 2.5,
        "byok_usage": 0,
        "byok_usage_daily": 0,
        "byok_usage_weekly": 0,
        "byok_usage_monthly": 0,
        "include_byok_in_limit": False,
        "is_free_tier": False,
        "is_management_key": False,
        "is_provisioning_key": False,
        "creator_user_id": None,
        "rate_limit": {"requests": -1, "interval": "10s", "note": ""},
        "free_model_daily_requests": {"used": 12, "limit": 1000, "remaining": 988},
    }
}


def models(inputs: list[str]) -> dict[str, Any]:
    """The list of models; the one there is takes these kinds of input."""
    return {
        "data": [
            {
                "id": MODEL,
                "canonical_slug": MODEL,
                "name": "Fake Model",
                "created": 1_790_000_000,
                "context_length": 32768,
                "architecture": {"modality": "text->text", "input_modalities": inputs, "output_modalities": ["text"]},
                "pricing": {"prompt": "0", "completion": "0", "request": "0"},
                "top_provider": {"max_completion_tokens": 16384, "is_moderated": False},
                "per_request_limits": None,
                "default_parameters": None,
                "supported_voices": None,
                "supported_parameters": ["structured_outputs", "response_format"],
                "links": {"details": "/v1/models/fake/model/endpoints"},
            }
        ],
        "total_count": 1,
        "links": {"next": None, "prev": None},
    }
