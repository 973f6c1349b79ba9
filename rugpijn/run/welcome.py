"""The addresses worth opening, once they work."""

from rugpijn.run.address import Address

TEXT = """
Rugpijn is ready, after {seconds:.1f} s.

  Article             {url}/v1/topics/rugpijn
  API documentation   {url}/docs
  OpenAPI contract    {url}/v1/openapi.json
  Admin               {url}/admin
  A first triage      curl -s {url}/v1/topics/rugpijn/assessments \\
                        -H 'Content-Type: application/json' -d '{{"answers": []}}'

For demonstration, not for use with patients. Ctrl-C stops everything.
"""


def welcome(address: Address, seconds: float) -> str:
    return TEXT.format(url=address.url, seconds=seconds)
