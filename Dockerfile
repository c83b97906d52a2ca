# docker build -t stunt-double . && docker run --rm --read-only -p 4010:4010 -v "$PWD/api:/api:ro" stunt-double start /api/openapi.yaml
# The control API answers inside the container alone, unless STUNT_ADMIN_TOKEN is set (`-e STUNT_ADMIN_TOKEN`).

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:24-slim
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY --from=build /app/dist dist
ENV STUNT_HOST=0.0.0.0
USER node
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.STUNT_PORT ?? 4010}/__admin/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/mock/cli.js"]
CMD ["start"]
