# frozen_string_literal: true

# A client in Ruby: reads the event feed, or the conformance kit, and verifies every message with the contract's files.
#   consumer.rb CONTRACT --kit | --feed URL CLIENT SECRET ORDERS.json LEDGER.jsonl THUMBPRINT[,THUMBPRINT] [SECONDS]
# It was written from the folder of the contract alone.
require 'json'
require 'net/http'
require 'time'
require_relative 'client'

GOOD = %w[COINCIDENT DUPLICATE REFUSED STATED ANNOUNCED].freeze
UNVERIFIED = %w[UNSIGNED BAD_SIGNATURE UNKNOWN_KEY].freeze

def kit
  different = 0
  Dir[File.join(Contract.folder, 'conformance', '*.jsonl')].sort.each do |file|
    client = Client.new('acme')
    File.foreach(file, encoding: 'UTF-8', chomp: true) do |line|
      step = Contract::Json.parse(line)
      %w[sent amended requested].each { |action| client.public_send(action, step[action]) if step.key?(action) }
      client.keys = Contract::Keys.new(step['pinned']) if step.key?('pinned')
      next unless step.key?('received') && (verdict = client.receive(step['received'], step['signature'])) != step['verdict']

      different += 1
      puts "#{File.basename(file)}: #{verdict} instead of #{step['verdict']} (#{step['form'] || step['forgery']}): #{step['received'][0, 200]}"
    end
  end
  puts "#{different} verdicts differ"
  different
end

# Returns the seconds of Retry-After, which is a number or a date; at least one, and five without it.
def pause(value)
  [1, value.to_s.match?(/\A[0-9]+\z/) ? value.to_i : Time.httpdate(value.to_s) - Time.now].max
rescue ArgumentError
  5
end

# Yields each page of the feed until the end, after which one more page is read if the last one was not empty.
def pages(url, id, secret, after, last)
  events = []
  while Time.now < last || events.any?
    address = URI("#{url}/api/events?wait=5s#{"&after=#{after}" if after}")
    request = Net::HTTP::Get.new(address).tap { |get| get.basic_auth(id, secret) }
    answer = Net::HTTP.start(address.host, address.port, use_ssl: address.scheme == 'https') { |http| http.request(request) }
    wait = pause(answer['Retry-After']) if %w[429 503].include?(answer.code)
    if wait && Time.now + wait < last then sleep(wait) # the server is busy
    elsif answer.code == '410' && after then after = nil # the feed no longer keeps what follows the cursor
    elsif answer.code != '200' then abort("#{answer.code} #{answer.body}")
    else
      page = JSON.parse(answer.body)
      yield(events = page['events'])
      after = page['next']
    end
  end
end

# Returns the lines of the ledger. Cuts off a last line whose write was interrupted; its cursor was never used.
def whole(file)
  text = file.read
  complete = (text.rindex("\n") || -1) + 1
  file.truncate(text[0, complete].bytesize)
  text[0, complete].lines.map { |line| JSON.parse(line) }
end

def feed(url, id, secret, orders, ledger, pinned, seconds = '30')
  client = Client.new(id, pinned.split(','))
  Contract::Json.parse(File.read(orders, encoding: 'UTF-8')).each { |order| client.sent(order) }
  warnings = 0
  File.open(ledger, 'a+', encoding: 'UTF-8') do |file|
    # Those that could not be verified are read again.
    known = whole(file).reject { |stored| UNVERIFIED.include?(client.receive(stored['body'], stored['signature'])) }
    pages(url, id, secret, known.last && known.last['cursor'], Time.now + seconds.to_i) do |events|
      events.each do |event| # stored before its cursor is used, which acknowledges it
        verdict = client.receive(event['body'], event['signature'])
        file.puts(JSON.generate(event.merge('verdict' => verdict)))
        warnings += 1 unless GOOD.include?(verdict.split.first)
      end
      file.fsync if events.any?
    end
  end
  client.trades.each { |id_of_trade, trade| puts [id_of_trade, *trade.values_at(*LIFECYCLES)].join(' ') }
  warnings
end

Contract.folder, mode, *rest = ARGV
exit((mode == '--kit' ? kit : feed(*rest)).zero? ? 0 : 1)
