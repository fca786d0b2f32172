/** Simplified Chinese: exchange in one sale. */

export const exchange = {
  title: '退回商品', from: '来自小票 {{receipt}}', times: '{{quantity}} × {{name}}', drop: '取出小票 {{receipt}} 的换货', toPay: '应补差额', toGive: '应退差额', even: '无需付款', worth: '新商品 {{total}}，退回 {{returned}}', needs: '请扫描新商品', finish: '完成换货', give: '退还 {{amount}}', button: '换货', dialog: '小票 {{receipt}} 换货', hint: '请选择退回的商品。其价值抵入购物篮，只需补付或退还差额。', go: '放入购物篮', back: '退还，{{tender}}', paper: '退回，小票 {{receipt}}', difference: '差额',
};
