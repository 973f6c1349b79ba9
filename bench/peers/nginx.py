"""nginx that serves the same bytes from files, with the headers that the real answers have.

Without tcp_nopush: with it, one answer in a hundred of this size waits 40 ms for its last packet.
"""

import os
from pathlib import Path

CONFIGURATION = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    sendfile on;
    tcp_nopush off;
    keepalive_requests 1000000000;
    open_file_cache max=16 inactive=1h;
    open_file_cache_valid 1h;
    server_tokens off;
    default_type application/json;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} backlog=1024;
        location = /article {{ alias {folder}/article.json; gzip_static on; {headers} }}
        location = /article-br {{ alias {folder}/article.br; add_header Content-Encoding br; {headers} }}
    }}
}}
"""


def write(folder: Path, port: int, headers: dict[str, str]) -> Path:
    """The configuration. The files are beside it: article.json, article.json.gz and article.br."""
    told = " ".join(f'add_header {name} "{value}";' for name, value in headers.items())
    user = "user root;" if os.geteuid() == 0 else ""  # else it could not read a folder of ours
    place = folder / "nginx.conf"
    place.write_text(CONFIGURATION.format(user=user, folder=folder, port=port, headers=told))
    return place
