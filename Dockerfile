# One image for the web process, the worker, the scheduler and the one-off commands.
FROM python:3.11-slim-bookworm

# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 table

WORKDIR /srv/table
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY --chown=table:table . .
RUN SECRET_KEY=for-the-build DATABASE_URL=sqlite:// python manage.py collectstatic --noinput \
 && mkdir -p /srv/files /srv/metrics && chown table:table /srv/files /srv/metrics

USER 1000
ENV GPA_VAR=/srv/files PYTHONUNBUFFERED=1
EXPOSE 8000
CMD ["gunicorn", "gpa.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4"]
