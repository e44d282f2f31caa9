"""The cache while Redis is away, and while it is there."""

import pytest

from gpa.caching import ForgivingRedisCache


def test_every_key_is_missing_while_redis_is_away() -> None:
    cache = ForgivingRedisCache("redis://127.0.0.1:1/0", {})

    cache.set("a", 1)
    assert cache.get("a") is None
    assert cache.get("a", "default") == "default"
    assert cache.add("a", 1)
    assert cache.get_many(["a", "b"]) == {}
    assert cache.set_many({"a": 1}) == []
    assert not cache.delete("a")
    assert not cache.has_key("a")
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")
