"""The usual Django REST article: records in plain relational models, nested serializers, prefetched queries."""
