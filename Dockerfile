# syntax=docker/dockerfile:1
# Two images from one build: orra (Payara Server with the EAR) and orra-artemis (the broker with Orra's queues).
#   docker build --target orra -t orra . && docker build --target orra-artemis -t orra-artemis .

FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -q -DskipTests -Dspotless.check.skip=true -pl ear,launcher -am package
RUN mkdir -p /out/payara /out/artemis \
    && cd /out/payara && jar -xf /src/launcher/target/payara/payara-*.zip \
    && cp /src/launcher/target/orra-launcher.jar /out/artemis/ \
    && cp -R /src/launcher/target/lib /out/artemis/lib \
    && cp /src/launcher/target/lib/postgresql-*.jar /out/postgresql.jar

# Debian's, for its Java and for its Chromium with the driver that fits.
FROM debian:12.11-slim AS java
RUN apt-get update \
    && apt-get install -y --no-install-recommends openjdk-17-jre-headless curl \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd --gid 10001 orra && useradd --uid 10001 --gid orra --home-dir /nonexistent --shell /usr/sbin/nologin orra

FROM java AS orra-artemis
COPY --from=build --chown=root:root /out/artemis /opt/orra
COPY --chown=root:root server-config/artemis/serve.sh /opt/orra/serve.sh
RUN install -d -o orra -g orra /var/lib/artemis
USER orra
VOLUME /var/lib/artemis
EXPOSE 61616
ENTRYPOINT ["/opt/orra/serve.sh"]

FROM java AS orra
# The auth agent logs in with a real browser.
RUN apt-get update \
    && apt-get install -y --no-install-recommends chromium chromium-driver \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build --chown=root:root /out/payara/payara6 /opt/payara
COPY --from=build --chown=root:root /src/ear/target/orra.ear /opt/orra/orra.ear
COPY --from=build --chown=root:root /out/postgresql.jar /opt/orra/postgresql.jar
COPY --chown=root:root server-config/payara-server /opt/orra/payara-server
RUN install -d -o orra -g orra /var/lib/orra
ENV PAYARA_HOME=/opt/payara \
    ORRA_EAR=/opt/orra/orra.ear \
    JDBC_DRIVER=/opt/orra/postgresql.jar \
    DOMAIN_FOLDER=/var/lib/orra/domains \
    LISTEN_ADDRESS=0.0.0.0
USER orra
EXPOSE 8000 8010 8020 8030
HEALTHCHECK --interval=10s --timeout=3s --retries=18 CMD ["curl", "-fsS", "http://127.0.0.1:8000/health/ready"]
ENTRYPOINT ["/opt/orra/payara-server/serve.sh"]
