# syntax=docker/dockerfile:1

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /followline
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ormconfig.ts ./
COPY src src
COPY migrations migrations
RUN npm run build

# What the program needs when it runs: neither the tools, nor the PostgreSQL that comes along elsewhere.
FROM node:24.21.0-bookworm-slim AS libraries
WORKDIR /followline
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional

FROM node:24.21.0-bookworm-slim
WORKDIR /followline
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
COPY --from=libraries /followline/node_modules node_modules
COPY --from=build /followline/dist dist
COPY package.json LICENSE ./
COPY demo demo
USER node
EXPOSE 4000
# Docker asks, an orchestrator uses /livez and /readyz itself.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/src/main.js"]
CMD ["serve"]
