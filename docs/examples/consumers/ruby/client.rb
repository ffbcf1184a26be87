# frozen_string_literal: true

require_relative 'keys'
require_relative 'rules'

LIFECYCLES = %w[order delivery payment].freeze
QUANTITIES = %w[cancelled shipped delivered returned].freeze
CONTENTS = %w[orderReference currency shipTo payment requestedDelivery].freeze

# A client with an empty ledger.
class Client
  include Contract
  attr_reader :trades
  attr_writer :keys

  def initialize(id, pinned = [])
    @id = id
    @keys = Keys.new(pinned)
    @orders = {}
    @requests = {}
    @trades = {}
    @bodies = {}
  end

  def sent(order)
    @orders[order['orderReference']] ||= { 'reference' => order['orderReference'], 'digest' => digest(order), 'amendments' => [] }
  end

  def amended(order) = @orders[order['orderReference']]['amendments'] << digest(order)

  def requested(request) = ((@requests[request['tradingId']] ||= {})[request['kind']] ||= []) << request['id']

  # Returns the verdict; a coincident message changes the trade, and an announcement the keys.
  def receive(body, signature = nil)
    checks, signer = @keys.check(body, signature)
    parsed = strict(body)
    event = message(parsed) if checks.values.all?
    input = inputs(event, body, checks.merge('ownServer' => own_server?(parsed), 'schemaValid' => !event.nil?))
    rule = Contract.load('rules.json')['rules'].find { |one| Rules.truth?(Rules.evaluate(one['violated'] || one['applies'], input)) }
    return [rule['warning'] || rule['verdict'], rule['warning'] == 'INVARIANT_BROKEN' ? rule['id'] : nil].compact.join(' ') if rule

    accept(event, input['type'], body, signer)
  end

  private

  def digest(value) = Contract.sha256(Contract.canonical(value))

  def strict(body)
    Json.parse(body)
  rescue Json::Invalid
    nil
  end

  def own_server?(parsed)
    source = parsed['source'] if parsed.is_a?(Hash)
    !source.is_a?(String) || source.start_with?('/coincide/')
  end

  # Returns the event; nothing if the body is not a message of the contract, by the text of rule 5.
  def message(event)
    return nil unless event.is_a?(Hash) && Schema.valid?(event, Contract.load('schemas/envelope.json'))

    kind = event['type'][/\Atrading\.(information|processing|refusal|statement|key)\.v1\z/, 1] or return nil
    data = event['data']
    return nil if event.key?('dataschema') && !event['dataschema'].match?(/\Aurn:coincide:#{kind}:1\.[0-9]+\z/)

    event if Schema.valid?(data, Contract.load("schemas/#{kind}.json")) && belongs?(event, kind, data)
  end

  def belongs?(event, kind, data)
    case kind
    when 'information', 'processing'
      sequence = event['sequence'].to_i
      event['subject'] == data['tradingId'] && event['source'].match?(%r{\A/[^/]+/trades/#{data['tradingId']}\z}) &&
        (kind == 'processing' ? sequence >= 2 : sequence >= 1 && (sequence == 1) == (data['revision'] == 1))
    when 'statement' then event['subject'] == data['clientId'] && (data['number'] == 1) == data['previousDigest'].nil?
    else true
    end
  end

  def inputs(event, body, local)
    kind = event ? event['type'].split('.')[1] : 'none'
    data = event ? event['data'] : {}
    in_trade = %w[information processing].include?(kind)
    sequence = event['sequence'].to_i if in_trade
    trade = @trades[event['subject']] if in_trade
    held = @bodies[[event['subject'], sequence]] if in_trade
    lines = in_trade ? data['lines'] : []
    { 'message' => event || {}, 'type' => kind, 'sequence' => sequence, 'client' => { 'id' => @id }, 'trade' => trade,
      'order' => @orders[data['orderReference']], 'requests' => @requests[data['tradingId']], 'contract' => Contract.load('transitions.json'),
      'digest' => kind == 'information' ? digest(contents(data)) : nil, 'held' => held && (held == body ? 'SAME' : 'OTHER'),
      'lines' => paired(lines, trade ? trade['lines'] : []), 'lineNumbersUnique' => lines.uniq { |line| line['number'] }.size == lines.size,
      # A real client compares with its own settings: which pages it trusts, and its clock.
      'local' => local.merge('actionTrusted' => true, 'timesInBounds' => true) }
  end

  def contents(data)
    data.slice(*CONTENTS).merge('lines' => data['lines'].map { |line| line.slice('sku', 'quantity', 'unitPrice') })
  end

  def paired(now, stored)
    (now + stored).map { |line| line['number'] }.uniq.map do |number|
      { 'number' => number, 'now' => now.find { |line| line['number'] == number }, 'stored' => stored.find { |line| line['number'] == number } }
    end
  end

  def accept(event, kind, body, signer)
    data = event['data']
    case kind
    when 'refusal' then return 'REFUSED'
    when 'statement' then return 'STATED'
    when 'key'
      @keys.apply(data, signer)
      return 'ANNOUNCED'
    when 'information' then inform(event, data)
    else change(@trades[event['subject']], data)
    end
    trade = @trades[event['subject']]
    trade.merge!('sequence' => event['sequence'].to_i, 'lastDigest' => Contract.sha256(body), 'closed' => trade['closed'] || closing?(trade))
    @bodies[[event['subject'], trade['sequence']]] = body
    'COINCIDENT'
  end

  def inform(event, data)
    trade = @trades[event['subject']] ||= {
      'tradingId' => data['tradingId'], 'source' => event['source'], 'orderReference' => data['orderReference'], 'heldFrom' => nil,
      'closed' => false, 'amounts' => { 'authorized' => '0', 'captured' => '0', 'refunded' => '0' }
    }.merge(data['statuses'].slice(*LIFECYCLES))
    lines = data['lines'].map do |line|
      { 'number' => line['number'], 'unitPrice' => line['unitPrice'], 'ordered' => line['quantity'], **QUANTITIES.to_h { |name| [name, BigDecimal(0)] } }
    end
    trade.merge!('paymentMethod' => data['payment']['method'], 'revision' => data['revision'], 'lines' => lines)
    trade['amounts'] = trade['amounts'].merge('currency' => data['currency'], 'ordered' => data['total'])
    @orders[data['orderReference']]['tradingId'] = data['tradingId']
  end

  def change(trade, data)
    before = trade['order'] == 'ON_HOLD' ? trade['heldFrom'] : trade['order']
    trade.merge!(data.slice(*LIFECYCLES, 'amounts'), 'heldFrom' => data['order'] == 'ON_HOLD' ? before : nil)
    trade['lines'].each { |line| line.merge!(data['lines'].find { |now| now['number'] == line['number'] }.slice(*QUANTITIES)) }
  end

  def closing?(trade)
    closed = Contract.load('transitions.json')['closed']
    LIFECYCLES.all? do |life|
      closed[life].include?(trade[life]) ||
        closed['also'].any? { |also| also['order'].include?(trade['order']) && life != 'order' && (also[life] || []).include?(trade[life]) }
    end
  end
end
