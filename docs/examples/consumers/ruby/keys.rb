# frozen_string_literal: true

require 'openssl'
require_relative 'contract'

module Contract
  # The keys that a client trusts, and the signatures of the server.
  class Keys
    PUBLIC_KEY = ['302a300506032b6570032100'].pack('H*').freeze

    def initialize(pinned)
      @announced_by = pinned.to_h { |kid| [kid, nil] }
      @revoked = {}
      @jwks = {}
      @verifies = !pinned.empty?
    end

    # Returns the inputs of rules 1 to 3, and the thumbprint of the key that signed.
    def check(body, signature)
      return [{ 'signed' => true, 'signatureValid' => true, 'keyTrusted' => true }, nil] unless @verifies
      return [{ 'signed' => false, 'signatureValid' => true, 'keyTrusted' => true }, nil] if signature.nil?

      kid = signer(body, signature)
      [{ 'signed' => true, 'signatureValid' => !kid.nil?, 'keyTrusted' => !kid.nil? && trusted?(kid) }, kid]
    end

    def apply(data, signer)
      return unless @verifies && signer

      key = data['announced']
      if key && !@announced_by.key?(thumbprint(key['x']))
        @announced_by[thumbprint(key['x'])] = signer
        @jwks[thumbprint(key['x'])] = key['x']
      end
      revoked = data['revoked'] || []
      return if revoked.empty?

      @announced_by[signer] = nil unless revoked.include?(signer)
      revoked.each { |kid| @revoked[kid] = true }
    end

    private

    def trusted?(kid)
      return false if @revoked[kid] || !@announced_by.key?(kid)

      @announced_by[kid].nil? || trusted?(@announced_by[kid])
    end

    def signer(body, signature)
      header, nothing, sign = signature.split('.', -1)
      return nil if signature.length > 2000 || nothing != '' || sign.nil? || signature.count('.') != 2

      fields = Json.parse(decoded(header).force_encoding('UTF-8'))
      x = key_of(fields)
      return nil unless x

      key = OpenSSL::PKey.read(PUBLIC_KEY + decoded(x))
      key.verify(nil, decoded(sign), "#{header}.#{body}".b) ? fields['kid'] : nil
    rescue Json::Invalid, ArgumentError, OpenSSL::PKey::PKeyError
      nil
    end

    def key_of(fields)
      return nil unless fields.is_a?(Hash) && fields['alg'] == 'EdDSA' && fields['b64'] == false && fields['crit'] == ['b64'] && fields['kid'].is_a?(String)

      jwk = fields['jwk']
      return @jwks[fields['kid']] unless fields.key?('jwk')

      jwk.is_a?(Hash) && jwk['kty'] == 'OKP' && jwk['crv'] == 'Ed25519' && jwk['x'].is_a?(String) && decoded(jwk['x']).bytesize == 32 &&
        thumbprint(jwk['x']) == fields['kid'] ? jwk['x'] : nil
    end

    def thumbprint(x) = encoded(Digest::SHA256.digest(%({"crv":"Ed25519","kty":"OKP","x":"#{x}"})))

    def encoded(bytes) = [bytes].pack('m0').tr('+/', '-_').delete('=')

    # Refuses a second spelling of the same bytes.
    def decoded(text) = text.tr('-_', '+/').unpack1('m').tap { |bytes| raise ArgumentError, 'not base64url' if encoded(bytes) != text }
  end
end
