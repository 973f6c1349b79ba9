-- Sends the requests of a file in turn, each as it goes over the line. Where MARK stands comes a key of as many signs
-- that was never sent before. What was counted is told as one line of JSON.
local MARK = "@KEY@@KEY@@KEY@@KEY@@KEY@"
local sent = {}

local function read(path)
   local file = assert(io.open(path, "rb"))
   while true do
      local size = file:read("*l")
      if not size then break end
      local raw = file:read(tonumber(size))
      local from, to = raw:find(MARK, 1, true)
      if from then
         table.insert(sent, { raw:sub(1, from - 1), raw:sub(to + 1) })
      else
         table.insert(sent, raw)
      end
   end
   file:close()
end

function init(args)
   read(args[1])
   local prefix, number, place = args[2], 0, 0
   if #sent == 1 and type(sent[1]) == "string" then
      wrk.format = function() return sent[1] end -- then wrk itself sends it, without asking here each time
      return
   end
   function request()
      place = place % #sent + 1
      local one = sent[place]
      if type(one) == "string" then return one end
      number = number + 1
      return one[1] .. prefix .. string.format("%09d", number) .. one[2]
   end
end

function done(summary, latency, requests)
   local errors = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "microseconds": %d, "bytes": %d, "p50": %d, "p99": %d, ' ..
      '"errors": {"connect": %d, "read": %d, "write": %d, "status": %d, "timeout": %d}}\n',
      summary.requests, summary.duration, summary.bytes, latency:percentile(50), latency:percentile(99),
      errors.connect, errors.read, errors.write, errors.status, errors.timeout))
end
