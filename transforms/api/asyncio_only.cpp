#include "transforms/api/asyncio_only.h"

#include <algorithm>
#include <array>

namespace asyncio2anyio {
namespace {

using codemod::SingleBackendLibrary;

// Libraries whose own code calls asyncio by name. Those that have an
// implementation for each backend (httpx, starlette, hypercorn, …) have no place here.
constexpr auto kLibraries = std::to_array<SingleBackendLibrary>({
    // clang-format off
    {"aio_pika", "speaks AMQP through asyncio transports", "put it behind an interface of your own, or run it in a process of its own"},
    {"aioboto3", "is built on aiobotocore, which uses aiohttp", "call boto3 through `anyio.to_thread.run_sync`"},
    {"aiobotocore", "sends its requests with aiohttp", "call botocore through `anyio.to_thread.run_sync`"},
    {"aiocache", "uses asyncio locks and timeouts", "use a cache whose client is not asyncio's"},
    {"aiodns", "registers sockets with the asyncio loop", "use `anyio.getaddrinfo`"},
    {"aiofile", "completes its operations on the asyncio loop", "use `anyio.open_file` or `anyio.Path`"},
    {"aiofiles", "hands files to the executor of the asyncio loop", "use `anyio.open_file` or `anyio.Path`"},
    {"aioftp", "uses asyncio streams", "call ftplib through `anyio.to_thread.run_sync`"},
    {"aiogram", "sends its requests with aiohttp", "keep the bot on the asyncio backend"},
    {"aiohttp", "uses asyncio transports, tasks and timers, in client and server", "use httpx as a client, Starlette or another ASGI framework as a server"},
    {"aiokafka", "uses asyncio streams and tasks", "call a synchronous client in threads"},
    {"aiomqtt", "drives its sockets from the asyncio loop", "call paho-mqtt in a thread"},
    {"aiomysql", "uses asyncio streams", "call a synchronous driver through `anyio.to_thread.run_sync`"},
    {"aiopg", "registers sockets with the asyncio loop", "call psycopg through `anyio.to_thread.run_sync`"},
    {"aioredis", "uses asyncio streams", "use a client that is written for anyio, such as coredis"},
    {"aiormq", "uses asyncio streams", "put it behind an interface of your own"},
    {"aiosmtplib", "uses an asyncio protocol", "call smtplib through `anyio.to_thread.run_sync`"},
    {"aiosqlite", "hands results over through asyncio futures", "call sqlite3 through `anyio.to_thread.run_sync`"},
    {"aiostream", "starts asyncio tasks", "write the stream with anyio's memory object streams"},
    {"asgiref.sync", "moves calls between threads with the asyncio loop", "use `anyio.to_thread` and `anyio.from_thread`"},
    {"async_lru", "keeps asyncio futures in its cache", "cache behind an `anyio.Lock`"},
    {"async_timeout", "sets its timers on the asyncio loop", "use `anyio.fail_after` or `anyio.move_on_after`"},
    {"asyncmy", "uses asyncio streams", "call a synchronous driver through `anyio.to_thread.run_sync`"},
    {"asyncpg", "implements its protocol on asyncio transports", "call psycopg through `anyio.to_thread.run_sync`"},
    {"asyncssh", "uses asyncio transports", "keep it on the asyncio backend"},
    {"bleak", "hands Bluetooth events to the asyncio loop", "keep it on the asyncio backend"},
    {"ccxt.async_support", "sends its requests with aiohttp", "call the synchronous client in threads"},
    {"databases", "its drivers are asyncio's", "call a synchronous driver through `anyio.to_thread.run_sync`"},
    {"discord", "uses aiohttp and asyncio tasks", "keep the bot on the asyncio backend"},
    {"distributed", "runs on Tornado's loop, which is asyncio's", "use its synchronous client in threads"},
    {"grpc.aio", "polls its completion queue from the asyncio loop", "use grpc's synchronous API in threads, or another implementation"},
    {"janus", "joins threads with asyncio futures", "use a memory object stream and `anyio.from_thread`"},
    {"kubernetes_asyncio", "sends its requests with aiohttp", "use a client that is written for httpx"},
    {"motor", "hands results over on the asyncio loop", "call pymongo through `anyio.to_thread.run_sync`"},
    {"nats", "uses asyncio streams and tasks", "keep it on the asyncio backend"},
    {"nest_asyncio", "patches the asyncio loop", "remove it: start async code once, at the top"},
    {"playwright.async_api", "runs its connection on the asyncio loop", "use `playwright.sync_api` in a thread"},
    {"psycopg.AsyncConnection", "registers its socket with the asyncio loop", "call `psycopg.Connection` through `anyio.to_thread.run_sync`"},
    {"psycopg_pool.AsyncConnectionPool", "uses asyncio locks, queues and tasks", "use `psycopg_pool.ConnectionPool` in threads"},
    {"pymongo.AsyncMongoClient", "uses asyncio locks and sockets", "call `pymongo.MongoClient` through `anyio.to_thread.run_sync`"},
    {"pyppeteer", "uses asyncio subprocesses and websockets", "use `playwright.sync_api` in a thread"},
    {"pyrogram", "uses asyncio tasks and streams", "keep the client on the asyncio backend"},
    {"pytest_asyncio", "runs tests on an asyncio loop", "mark tests with `pytest.mark.anyio`"},
    {"quart", "uses asyncio tasks and locks", "use Starlette, or the Trio edition of Quart"},
    {"redis.asyncio", "uses asyncio streams", "use a client that is written for anyio, such as coredis"},
    {"sanic", "its server and tasks are asyncio's", "use an ASGI framework that is written for anyio"},
    {"slack_bolt.async_app", "sends its requests with aiohttp", "use the synchronous app in threads"},
    {"slack_sdk.web.async_client", "sends its requests with aiohttp", "use the synchronous client in threads"},
    {"sqlalchemy.ext.asyncio", "joins greenlets with asyncio, under asyncio drivers", "use synchronous sessions in threads"},
    {"telegram.ext", "uses asyncio queues and tasks", "keep the bot on the asyncio backend"},
    {"telethon", "uses asyncio streams and tasks", "keep the client on the asyncio backend"},
    {"temporalio", "runs workflows on an asyncio loop of its own", "keep workflows and workers on the asyncio backend"},
    {"tornado", "its loop is asyncio's", "use an ASGI framework that is written for anyio"},
    {"tortoise", "its drivers are asyncio's", "use a synchronous ORM in threads"},
    {"uvicorn", "serves on an asyncio loop only", "serve with hypercorn, which has a trio worker"},
    {"uvloop", "is an event loop for asyncio", "pass `backend_options={\"use_uvloop\": True}` where the asyncio backend runs"},
    {"websockets", "its connections are asyncio's, except in `websockets.sync`", "use httpx-ws or `websockets.sync` in threads"},
    {"zeroconf.asyncio", "runs on the asyncio loop", "use the synchronous API in threads"},
    {"zmq.asyncio", "polls its sockets from the asyncio loop", "use the synchronous sockets in threads"},
    // clang-format on
});

constexpr std::string_view kThreadedWebsockets = "websockets.sync";

bool is_at_or_below(std::string_view name, std::string_view module) {
  return name.starts_with(module) && (name.size() == module.size() || name[module.size()] == '.');
}

bool asks_for(std::string_view imported, std::string_view module) {
  return is_at_or_below(imported, module) && !is_at_or_below(imported, kThreadedWebsockets);
}

}  // namespace

std::span<const SingleBackendLibrary> asyncio_only_libraries() { return kLibraries; }

std::vector<const SingleBackendLibrary*> asyncio_only_among(
    const std::vector<std::string>& imports) {
  std::vector<const SingleBackendLibrary*> found;
  for (const SingleBackendLibrary& library : kLibraries)
    if (std::ranges::any_of(imports, [&](const std::string& imported) {
          return asks_for(imported, library.module);
        }))
      found.push_back(&library);
  return found;
}

}  // namespace asyncio2anyio
