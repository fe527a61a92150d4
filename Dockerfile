# The app and the command saeop: docker build --tag saeopgil .   (compose.yaml does it, with Neo4j beside)
FROM python:3.12-slim-bookworm

WORKDIR /srv/saeopgil
COPY requirements/run.txt requirements/run.txt
RUN python -m venv .venv \
 && .venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/run.txt
COPY . .
RUN .venv/bin/pip install --quiet --no-cache-dir --disable-pip-version-check --no-deps -e . \
 && .venv/bin/python -m embeddings.convert \
 && useradd --create-home --uid 1000 saeop \
 && install --directory --owner=saeop --group=saeop --mode=0700 /data

ENV PATH=/srv/saeopgil/.venv/bin:$PATH SAEOP_HOME=/data SAEOP_ADDRESS=0.0.0.0 SAEOP_NODE=0
VOLUME /data
EXPOSE 8501
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]

# Starts as root only to read secrets that their owner alone may read; the command itself runs as saeop.
ENTRYPOINT ["/srv/saeopgil/scripts/as-saeop"]
CMD ["saeop", "app"]
