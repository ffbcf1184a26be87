# frozen_string_literal: true

require 'bigdecimal'
require 'strscan'

module Contract
  # Strict JSON: no name twice, nothing after the end, no NUL, no unpaired surrogate, 32 levels. Numbers are exact.
  class Json
    Invalid = Class.new(StandardError)
    LEVELS = 32
    LARGEST_EXPONENT = 1000
    PAIR = /\\u(d[89ab]\h\h)\\u(d[c-f]\h\h)/i
    ESCAPES = { '"' => '"', '\\' => '\\', '/' => '/', 'b' => "\b", 'f' => "\f", 'n' => "\n", 'r' => "\r", 't' => "\t" }.freeze

    def self.parse(text)
      raise Invalid, 'encoding' unless text.valid_encoding?

      parser = new(text)
      parser.value(0).tap { parser.finish }
    end

    def initialize(text) = @in = StringScanner.new(text)

    def finish
      blank
      raise Invalid, 'text after the end' unless @in.eos?
    end

    def value(level)
      raise Invalid, 'levels' if level > LEVELS

      blank
      if @in.skip(/\{/) then object(level)
      elsif @in.skip(/\[/) then list(/\]/) { value(level + 1) }
      elsif @in.skip(/"/) then string
      elsif (number = @in.scan(/-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/)) then decimal(number)
      elsif @in.skip(/true/) then true
      elsif @in.skip(/false/) then false
      elsif @in.skip(/null/) then nil
      else raise Invalid, 'no value'
      end
    end

    private

    def blank = @in.skip(/[ \t\r\n]*/)

    def object(level)
      members = list(/\}/) do
        blank
        name = @in.skip(/"/) ? string : raise(Invalid, 'no name')
        blank
        @in.skip(/:/) or raise Invalid, 'no colon'
        [name, value(level + 1)]
      end
      members.to_h.tap { |object| raise Invalid, 'a name twice' if object.size < members.size }
    end

    def list(last)
      blank
      return [] if @in.skip(last)

      elements = []
      loop do
        elements << yield
        blank
        return elements if @in.skip(last)

        @in.skip(/,/) or raise Invalid, 'no comma'
      end
    end

    def string
      raw = @in.scan(/([^"\\\u0000-\u001f]|\\(["\\\/bfnrt]|u\h{4}))*"/) or raise Invalid, 'no text'
      raw.chop.gsub(/#{PAIR}|\\u(\h{4})|\\(.)/i) do
        high, low, code, escape = $1, $2, $3, $4
        next ESCAPES.fetch(escape) if escape

        code = code ? code.hex : 0x10000 + ((high.hex - 0xd800) << 10) + low.hex - 0xdc00
        raise Invalid, 'NUL or half of a pair' if code.zero? || code.between?(0xd800, 0xdfff)

        [code].pack('U')
      end
    end

    # An exponent out of all bounds becomes one that no bound of the schemas reaches, with the same sign and no integer if it is small.
    def decimal(text)
      mantissa, exponent = text.downcase.split('e')
      exponent = exponent.to_i.clamp(-LARGEST_EXPONENT, LARGEST_EXPONENT)
      BigDecimal("#{mantissa}e#{exponent}")
    end
  end

  # RFC 8785, for what an order contains: texts, integers, lists and objects.
  def self.canonical(value)
    case value
    when Hash
      sorted = value.sort_by { |name, _| name.encode('UTF-16BE').unpack('n*') }
      "{#{sorted.map { |name, member| "#{canonical(name)}:#{canonical(member)}" }.join(',')}}"
    when Array then "[#{value.map { |element| canonical(element) }.join(',')}]"
    when String then "\"#{value.gsub(/["\\\u0000-\u001f]/) { |sign| escaped(sign) }}\""
    when BigDecimal then value.to_i.to_s
    else value.nil? ? 'null' : value.to_s
    end
  end

  def self.escaped(sign)
    short = Json::ESCAPES.key(sign)
    short && sign != '/' ? "\\#{short}" : format('\\u%04x', sign.ord)
  end
end
